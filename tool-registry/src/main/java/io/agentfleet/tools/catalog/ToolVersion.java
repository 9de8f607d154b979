package io.agentfleet.tools.catalog;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version, ordered as semver.org orders releases; a pre-release stands before its
 * release, pre-releases stand in alphabetical order. Build metadata is not accepted.
 *
 * @param preRelease empty for a release
 */
public record ToolVersion(int major, int minor, int patch, String preRelease)
        implements Comparable<ToolVersion> {

    private static final Pattern FORM =
            Pattern.compile(
                    "(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})(?:-([0-9A-Za-z.-]{1,64}))?");

    private static final Comparator<ToolVersion> ORDER =
            Comparator.comparingInt(ToolVersion::major)
                    .thenComparingInt(ToolVersion::minor)
                    .thenComparingInt(ToolVersion::patch)
                    .thenComparing(v -> v.preRelease().isEmpty())
                    .thenComparing(ToolVersion::preRelease);

    /**
     * Reads {@code 1.0.0} or {@code 1.0.0-rc.1}.
     *
     * @throws FleetException with INVALID_TOOL_DEFINITION
     */
    public static ToolVersion parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new FleetException(
                    ErrorCode.INVALID_TOOL_DEFINITION,
                    "version '%s' is not a semantic version: use MAJOR.MINOR.PATCH such as 1.0.0"
                            .formatted(text));
        }
        String preRelease = matcher.group(4);
        return new ToolVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                preRelease == null ? "" : preRelease);
    }

    @Override
    public int compareTo(ToolVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        String release = major + "." + minor + "." + patch;
        return preRelease.isEmpty() ? release : release + "-" + preRelease;
    }
}
