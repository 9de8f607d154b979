import java.net.HttpURLConnection;
import java.net.URI;

/** Ends with 0 if the service of this container is ready. For health checks in an image that has no shell. */
final class Ready {

    public static void main(String[] arguments) throws Exception {
        URI ready = URI.create("http://127.0.0.1:" + System.getenv("HTTP_PORT") + "/ready");
        HttpURLConnection connection = (HttpURLConnection) ready.toURL().openConnection();
        connection.setConnectTimeout(2_000);
        connection.setReadTimeout(5_000);
        System.exit(connection.getResponseCode() == 200 ? 0 : 1);
    }
}
