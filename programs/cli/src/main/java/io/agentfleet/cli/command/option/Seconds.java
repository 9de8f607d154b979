package io.agentfleet.cli.command.option;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time in whole seconds, at least one. */
public final class Seconds implements ITypeConverter<Integer> {

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,7}");

    @Override
    public Integer convert(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new TypeConversionException(
                    "'%s' is no number of seconds: give 1 or more".formatted(text));
        }
        return Integer.valueOf(text);
    }
}
