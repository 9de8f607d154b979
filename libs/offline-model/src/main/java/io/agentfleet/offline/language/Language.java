package io.agentfleet.offline.language;

/** A language that questions are asked and answers given in. */
public enum Language {
    ENGLISH,
    KOREAN;

    /** Korean if any Hangul is in the text, quoted values aside; otherwise English. */
    public static Language of(String text) {
        long hangul = text.chars().filter(Words::isHangul).count();
        long letters = text.chars().filter(Character::isLetter).count();
        return hangul > 0 && hangul * 4 >= letters ? KOREAN : ENGLISH;
    }

    /** The text of this language. */
    public String pick(String english, String korean) {
        return this == KOREAN ? korean : english;
    }
}
