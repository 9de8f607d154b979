package io.agentfleet.offline.question;

import io.agentfleet.offline.language.NumberWords;
import java.util.regex.Pattern;

/** Wordings that say what to compute. */
final class Cues {
    private static final String N = "(" + NumberWords.COUNT + ")";
    private static final String NATIVE = "(한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)";
    private static final String COUNTER = "(?:개|명|곳|위|건|가지|종|대|인|팀)?(?:의|까지|를|을|만)?";

    /** Each alternative captures the count in its own group. */
    static final Pattern TOP =
            Pattern.compile(
                    "\\b(?:the )?(?:top|best|highest|largest|biggest|leading|most)[ -]"
                            + N
                            + "\\b"
                            + "|(?:상위|톱|탑|베스트|top|최고|최상위)\\s?(\\d{1,3})\\s?"
                            + COUNTER
                            + "|(?:상위|톱|탑|베스트|최고)\\s?"
                            + NATIVE
                            + "\\s?(?:개|명|곳|건|가지|팀)(?:의|를|을|만)?"
                            + "|\\b"
                            + N
                            + "\\s(?=(?:best|top|highest|largest|most|biggest|longest|oldest|newest|latest|hottest|heaviest)\\b)");

    static final Pattern BOTTOM =
            Pattern.compile(
                    "\\b(?:the )?(?:bottom|worst|lowest|smallest|least)[ -]"
                            + N
                            + "\\b"
                            + "|(?:하위|최하위|최저)\\s?(\\d{1,3})\\s?"
                            + COUNTER
                            + "|(?:하위|최저)\\s?"
                            + NATIVE
                            + "\\s?(?:개|명|곳|건|가지|팀)(?:의|를|을|만)?"
                            + "|\\b"
                            + N
                            + "\\s(?=(?:worst|lowest|smallest|least|fewest|bottom|shortest|youngest|earliest|cheapest|coldest)\\b)");

    /** A count that belongs to a superlative elsewhere in the question: "가장 많이 팔린 제품 3개". */
    static final Pattern PLACES =
            Pattern.compile(
                    "(?<![\\d])(?:(\\d{1,3})|"
                            + NATIVE
                            + ")\\s?(?:개|명|곳|건|가지|위)(?=만|를|을|\\s|의|까지|는|은|[?]|$)");

    static final Pattern MOST =
            Pattern.compile(
                    "\\b(?:top|best|highest|largest|biggest|greatest|most|maximum|max|leading|longest"
                            + "|oldest|hottest|heaviest|latest|newest|strongest|warmest|tallest|busiest"
                            + "|best-selling|bestselling|highest-paid|last)\\b"
                            + "|(?:가장|제일|최고로)\\s?(?:높|많|큰|크|비싼|비싸|잘|긴|길|오래|무거|뜨거|더운|늦|최근|좋|인기|빠른)"
                            + "|최고|최대|최다|최상|최장|1위|일등");
    static final Pattern LEAST =
            Pattern.compile(
                    "\\b(?:bottom|worst|lowest|smallest|least|fewest|minimum|min|shortest|youngest"
                            + "|coldest|cheapest|earliest|coolest|lightest|worst-selling|first)\\b"
                            + "|(?:가장|제일)\\s?(?:낮|적|작|싼|싸|저렴|짧|가벼|추운|이른|먼저|어린|안 팔|안팔|느린|나쁜|못)"
                            + "|최저|최소|최하|최단|꼴찌|최악");
    static final Pattern EXTREME_WORD =
            Pattern.compile("\\b(?:maximum|max|minimum|min)\\b|최댓값|최대값|최솟값|최소값");
    static final Pattern FIRST_LAST =
            Pattern.compile("\\b(?:first|last|latest|earliest|newest)\\b|가장 (?:최근|먼저|이른|늦)");
    static final Pattern RANKING =
            Pattern.compile(
                    "\\b(?:rank(?:ing|ed)?|sort(?:ed)?|order(?:ed)? by)\\b|순위|랭킹|순서대로|(?:높은|많은|큰) 순");

    static final Pattern MEDIAN = Pattern.compile("\\bmedian\\b|중앙값|중위값|중간값|중위수");
    static final Pattern AVERAGE =
            Pattern.compile("\\b(?:average|avg|mean|averaged|on average)\\b|평균");
    static final Pattern SUM =
            Pattern.compile(
                    "\\b(?:total|sum|overall|altogether|combined|in all)\\b|합계|총합|총액|총계|총(?=[ 가-힣])|합산|누적|모두 합");
    static final Pattern DISTINCT =
            Pattern.compile(
                    "\\b(?:distinct|unique|different)\\b|고유한?|서로 다른|중복 ?없이|몇\\s?(?:가지|종류|종)|종류(?:의)? ?(?:수|개수)|가짓수");
    static final Pattern COUNT =
            Pattern.compile(
                    "\\b(?:how many|number of|count of|count|no\\. of)\\b"
                            + "|몇\\s?(?:개|명|건|대|곳|번|회|분|사람|차례)(?:의)?|건수|횟수|인원수|(?<=[가-힣a-z])\\s수(?=[는가를은와 ?]|$)|개수|갯수|명수");
    static final Pattern SHARE =
            Pattern.compile(
                    "\\b(?:share|shares|percentage|percent|proportion|fraction|portion|ratio)\\b|비중|점유율|구성비|비율|퍼센트|몇\\s?%|몇\\s?프로");
    static final Pattern CHANGE_RATE =
            Pattern.compile(
                    "\\b(?:percentage|percent|%) (?:change|growth|increase|decrease)\\b|증감률|증감율|성장률|성장율|증가율|감소율|변화율|증감");
    static final Pattern COMPARE =
            Pattern.compile(
                    "\\b(?:compare[ds]?|comparison|comparing|versus|vs|difference|change from|changed? (?:between|from))\\b|비교|대비|차이");
    static final Pattern TREND =
            Pattern.compile(
                    "\\b(?:trend(?:s|ing)?|growth|grow(?:ing|n)?|grew|increasing|decreasing|rising|falling"
                            + "|declin(?:e|ing)|over time|develop(?:ed|ment)?|evolv(?:e|ed))\\b"
                            + "|추이|추세|트렌드|성장|증가세|감소세|변화|흐름|늘고|줄고|늘었|줄었|증가하|감소하|오르고|내리고");
    static final Pattern WHY =
            Pattern.compile(
                    "\\bwhy\\b|\\b(?:cause[ds]?|reasons?|driv(?:er|ers|ing|en))\\b|왜|이유|원인|때문");
    static final Pattern FORECAST =
            Pattern.compile(
                    "\\b(?:forecast(?:s|ing)?|predict(?:ion|ions|ed)?|projections?|next (?:day|week|month|quarter|year)|tomorrow|expect(?:ed)? .*next)\\b"
                            + "|예측|전망|다음\\s?(?:주|달|분기|해|년)|내년|내일|향후|앞으로");
    static final Pattern OVERVIEW =
            Pattern.compile(
                    "\\b(?:analy[sz]e|analysis|analytics|overview|summar(?:y|ize|ise)|report on|insights?|how (?:is|are|was|were|did) .*(?:doing|going|perform\\w*))\\b|분석|요약|현황|개요|정리|살펴|동향|보고서|리포트|어때|어땠");
    static final Pattern ROWS =
            Pattern.compile("\\b(?:list|show (?:me )?(?:all|the)|display)\\b|목록|리스트|나열|보여");
    static final Pattern WHICH =
            Pattern.compile(
                    "\\b(?:which|what|whose)\\s+(?:are\\s+|is\\s+|were\\s+|was\\s+)?(?:the\\s+)?|(?:어느|어떤|무슨)\\s*");
    static final Pattern WHO =
            Pattern.compile("\\b(?:who|whom)\\b|누가|누구|(?:상위|하위|톱|top)\\s?\\d+\\s?명");
    static final Pattern WHEN = Pattern.compile("\\bwhen\\b|언제|며칠");

    private Cues() {}
}
