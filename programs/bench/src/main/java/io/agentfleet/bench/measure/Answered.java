package io.agentfleet.bench.measure;

import java.util.List;
import java.util.stream.LongStream;

/**
 * An answer.
 *
 * @param at nanoseconds, when it came
 * @param took nanoseconds, since it was asked for
 */
public record Answered(long at, long took) {

    /** The longest time between two moments in which no answer came, in nanoseconds. */
    public static long longestGap(List<Answered> answers, long from, long to) {
        long[] moments =
                LongStream.concat(
                                LongStream.of(from, to),
                                answers.stream()
                                        .mapToLong(Answered::at)
                                        .filter(at -> at > from && at < to))
                        .sorted()
                        .toArray();
        long longest = 0;
        for (int i = 1; i < moments.length; i++) {
            longest = Math.max(longest, moments[i] - moments[i - 1]);
        }
        return longest;
    }
}
