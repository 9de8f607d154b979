package io.agentfleet.providers.http;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import java.util.regex.Pattern;

/**
 * How a protocol ends its streams. In JSON a key inside of a text has its quotes escaped, so none
 * of these is found in what a model says.
 *
 * @param answered found in the event with which an answer is whole
 * @param ended found in the last event
 * @param filtered found in an event that refuses for reasons of content
 */
public record StreamSigns(Pattern answered, Pattern ended, Pattern filtered) {

    private static final Pattern ERROR =
            Pattern.compile(
                    "^\\s*\\{\\s*\"(error\"\\s*:\\s*[{\"]|(type|object)\"\\s*:\\s*\"error\")");

    /** What an event says. */
    public StreamSign of(ServerSentEvent event) {
        String data = event.data();
        if ("error".equals(event.event()) || ERROR.matcher(data).find()) {
            return StreamSign.FAILED;
        }
        if (filtered.matcher(data).find()) {
            return StreamSign.FILTERED;
        }
        if (ended.matcher(data).find()) {
            return StreamSign.ENDED;
        }
        return answered.matcher(data).find() ? StreamSign.ANSWERED : StreamSign.GOES_ON;
    }
}
