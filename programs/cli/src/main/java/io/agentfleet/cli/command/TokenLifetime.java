package io.agentfleet.cli.command;

import io.agentfleet.localfleet.access.LocalAccess;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long a token holds, as people write it: {@code 90s}, {@code 30m}, {@code 8h}. */
final class TokenLifetime implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smh])");

    @Override
    public Duration convert(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException("'%s' is not such as 90s, 30m, 8h".formatted(text));
        }
        long count = Long.parseLong(form.group(1));
        Duration lifetime =
                switch (form.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                };
        if (lifetime.compareTo(LocalAccess.LONGEST) > 0) {
            throw new TypeConversionException(
                    "'%s' is too long: services refuse tokens that hold for more than %d h"
                            .formatted(text, LocalAccess.LONGEST.toHours()));
        }
        return lifetime;
    }
}
