package hub.reddit;

import hub.Mode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How one mode's Reddit is reached.
 *
 * @param mode live, or the sandbox
 * @param baseUrl where listings and threads are asked for; paths are appended
 * @param tokenUrl where application tokens are given
 * @param apps whose allowances are used in turn; at least one
 * @param userAgent {@code platform:app:version (by /u/name)}, as Reddit asks for
 * @param requestsPerMinute what one app may ask; 0 means no limit
 */
public record RedditAccess(
    Mode mode, URI baseUrl, URI tokenUrl, List<App> apps, String userAgent, int requestsPerMinute) {

  /**
   * An OAuth app with its credentials.
   *
   * @param clientId as Reddit's page of apps shows it
   * @param clientSecret never logged
   */
  public record App(@DefaultValue("") String clientId, @DefaultValue("") String clientSecret) {

    /** The value of the {@code Authorization} header that asks for a token. */
    String basic() {
      byte[] pair = (clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
      return "App " + clientId.substring(0, Math.min(4, clientId.length())) + "...";
    }
  }
}
