package io.agentfleet.offline.question;

import io.agentfleet.offline.language.Language;

/** How several values are combined into one. */
public enum Aggregate {
    SUM("total", "합계"),
    AVERAGE("average", "평균"),
    MEDIAN("median", "중앙값"),
    MINIMUM("minimum", "최솟값"),
    MAXIMUM("maximum", "최댓값"),
    COUNT("number", "건수"),
    DISTINCT("number of different", "고유 개수");

    private final String english;
    private final String korean;

    Aggregate(String english, String korean) {
        this.english = english;
        this.korean = korean;
    }

    public String word(Language language) {
        return language.pick(english, korean);
    }

    /** Whether the values of groups add up to the total. */
    public boolean isAdditive() {
        return this == SUM || this == COUNT;
    }
}
