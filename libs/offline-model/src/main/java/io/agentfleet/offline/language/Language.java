package io.agentfleet.offline.language;

/** A language of questions and answers. */
public enum Language {
    ENGLISH,
    KOREAN;

    /** Korean if the text contains Hangul outside of quoted values; otherwise English. */
    public static Language of(String text) {
        long hangul = text.chars().filter(Words::isHangul).count();
        long letters = text.chars().filter(Character::isLetter).count();
        return hangul > 0 && hangul * 4 >= letters ? KOREAN : ENGLISH;
    }

    /** The text in this language. */
    public String pick(String english, String korean) {
        return this == KOREAN ? korean : english;
    }
}
