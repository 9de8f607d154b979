package io.agentfleet.cli.output;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where people read: results on standard output, progress and errors on standard error. Colours and
 * a moving line only where a terminal is; text of others changes nothing there but what is shown.
 *
 * @param out results
 * @param err progress and errors
 * @param isTerminal true if a person watches
 */
public record Terminal(PrintStream out, PrintStream err, boolean isTerminal) {

    private static final String ESCAPE = "\u001b[";
    private static final String[] FRAMES = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final int WIDEST = 110;

    /** Of this process; {@code ./fleet} says whether there is a terminal. NO_COLOR is honoured. */
    public static Terminal ofProcess() {
        boolean terminal =
                Boolean.getBoolean("fleet.terminal") && System.getenv("NO_COLOR") == null;
        return new Terminal(utf8(System.out), utf8(System.err), terminal);
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    /** A line of the result. */
    public void line(String text) {
        clear();
        out.println(printable(text));
    }

    /** A line about the way there. */
    public void note(String text) {
        clear();
        err.println(printable(text));
    }

    private String printable(String text) {
        return isTerminal ? PrintableText.coloured(text) : PrintableText.of(text);
    }

    /** What is waited for now: replaced by the next; not shown without a terminal. */
    public void waiting(String text) {
        if (isTerminal) {
            String frame = FRAMES[(int) (System.currentTimeMillis() / 100 % FRAMES.length)];
            String shown = PrintableText.of(DisplayWidth.shorten(text, WIDEST));
            err.print("\r" + ESCAPE + "2K" + frame + " " + shown);
            err.flush();
        }
    }

    /** Takes the waiting line away. */
    public void clear() {
        if (isTerminal) {
            err.print("\r" + ESCAPE + "2K");
            err.flush();
        }
    }

    public String bold(String text) {
        return painted("1", text);
    }

    public String dim(String text) {
        return painted("2", text);
    }

    public String green(String text) {
        return painted("32", text);
    }

    public String yellow(String text) {
        return painted("33", text);
    }

    public String red(String text) {
        return painted("31", text);
    }

    private String painted(String code, String text) {
        return isTerminal ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }
}
