package io.agentfleet.offline.language;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as people write them: {@code 1,200}, {@code 1.5k}, {@code 3억 2천만}, {@code three}. */
public final class NumberWords {

    /** One number inside a larger pattern; no capturing groups. */
    public static final String NUMBER =
            "\\d[\\d,]*(?:\\.\\d+)?(?:\\s?(?:k|thousand|million|billion|m|bn)\\b)?"
                    + "(?:\\s?[십백천만억조]+(?:\\s?\\d[\\d,]*(?:\\.\\d+)?\\s?[십백천만억]+)*)?";

    /** A small count inside a larger pattern: digits or a word; no capturing groups. */
    public static final String COUNT =
            "(?:\\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty"
                    + "|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|일|이|삼|사|오|육|칠|팔|구|십)";

    private static final Map<String, Integer> COUNTS =
            Map.ofEntries(
                    Map.entry("one", 1),
                    Map.entry("two", 2),
                    Map.entry("three", 3),
                    Map.entry("four", 4),
                    Map.entry("five", 5),
                    Map.entry("six", 6),
                    Map.entry("seven", 7),
                    Map.entry("eight", 8),
                    Map.entry("nine", 9),
                    Map.entry("ten", 10),
                    Map.entry("twelve", 12),
                    Map.entry("twenty", 20),
                    Map.entry("한", 1),
                    Map.entry("두", 2),
                    Map.entry("세", 3),
                    Map.entry("네", 4),
                    Map.entry("다섯", 5),
                    Map.entry("여섯", 6),
                    Map.entry("일곱", 7),
                    Map.entry("여덟", 8),
                    Map.entry("아홉", 9),
                    Map.entry("열", 10),
                    Map.entry("일", 1),
                    Map.entry("이", 2),
                    Map.entry("삼", 3),
                    Map.entry("사", 4),
                    Map.entry("오", 5),
                    Map.entry("육", 6),
                    Map.entry("칠", 7),
                    Map.entry("팔", 8),
                    Map.entry("구", 9),
                    Map.entry("십", 10));

    private static final Map<Character, BigDecimal> SMALL =
            Map.of(
                    '십', BigDecimal.TEN,
                    '백', BigDecimal.valueOf(100),
                    '천', BigDecimal.valueOf(1000));
    private static final Map<Character, BigDecimal> LARGE =
            Map.of(
                    '만', BigDecimal.valueOf(10_000),
                    '억', BigDecimal.valueOf(100_000_000),
                    '조', BigDecimal.valueOf(1_000_000_000_000L));
    private static final Pattern PIECE =
            Pattern.compile(
                    "(\\d[\\d,]*(?:\\.\\d+)?)\\s?(k|thousand|million|billion|m|bn|[십백천만억조]+)?");

    private NumberWords() {}

    /** The value of a text that fits {@link #NUMBER}. */
    public static BigDecimal value(String text) {
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal section = BigDecimal.ZERO;
        Matcher piece = PIECE.matcher(text);
        while (piece.find()) {
            BigDecimal number = new BigDecimal(piece.group(1).replace(",", ""));
            String unit = piece.group(2) == null ? "" : piece.group(2);
            if (!unit.isEmpty() && !Words.isHangul(unit)) {
                return number.multiply(english(unit));
            }
            BigDecimal part = number;
            for (int i = 0; i < unit.length(); i++) {
                char c = unit.charAt(i);
                if (SMALL.containsKey(c)) {
                    part = part.multiply(SMALL.getOrDefault(c, BigDecimal.ONE));
                } else {
                    total =
                            total.add(
                                    section.add(part)
                                            .multiply(LARGE.getOrDefault(c, BigDecimal.ONE)));
                    section = BigDecimal.ZERO;
                    part = BigDecimal.ZERO;
                }
            }
            section = section.add(part);
        }
        return plain(total.add(section));
    }

    /** The value of a text that fits {@link #COUNT}; empty if it is no count from 1. */
    public static OptionalInt count(String text) {
        Integer word = COUNTS.get(text);
        if (word != null) {
            return OptionalInt.of(word);
        }
        if (!text.matches("\\d{1,4}")) {
            return OptionalInt.empty();
        }
        int value = Integer.parseInt(text);
        return value > 0 ? OptionalInt.of(value) : OptionalInt.empty();
    }

    private static BigDecimal english(String unit) {
        return switch (unit) {
            case "k", "thousand" -> BigDecimal.valueOf(1000);
            case "m", "million" -> BigDecimal.valueOf(1_000_000);
            default -> BigDecimal.valueOf(1_000_000_000);
        };
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
