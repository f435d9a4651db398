package hub.reddit;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How Reddit is reached and how much may be asked of it.
 *
 * @param baseUrl where listings and threads are asked for
 * @param tokenUrl where application tokens are given
 * @param apps the user's own OAuth apps; empty means that the sandbox answers
 * @param approval the reference of Reddit's approval of this use; shown, never sent
 * @param user the Reddit account that answers for the apps, without {@code u/}; part of the user
 *     agent
 * @param requestsPerMinute what one app may ask; 0 means no limit
 * @param sandboxRequestsPerMinute the same of the sandbox
 * @param burst how many requests may go out at once after a pause
 * @param longestWait how long a journey's first request waits for its turn before the job parks
 * @param longestWaitUnderWay the same once a journey has begun, so that a long thread is not begun
 *     again and again
 * @param pauseWhenBusy how long to stay away when Reddit is busy and does not say how long
 */
@Validated
@ConfigurationProperties("hub.reddit")
public record RedditSettings(
    @NotNull @DefaultValue("https://oauth.reddit.com") URI baseUrl,
    @NotNull @DefaultValue("https://www.reddit.com/api/v1/access_token") URI tokenUrl,
    @NotNull @DefaultValue List<RedditAccess.App> apps,
    @NotNull @DefaultValue("") String approval,
    @NotNull @DefaultValue("") String user,
    @Min(0) @DefaultValue("100") int requestsPerMinute,
    @Min(0) @DefaultValue("0") int sandboxRequestsPerMinute,
    @Min(1) @DefaultValue("10") int burst,
    @NotNull @DefaultValue("2s") Duration longestWait,
    @NotNull @DefaultValue("1m") Duration longestWaitUnderWay,
    @NotNull @DefaultValue("30s") Duration pauseWhenBusy) {

  public RedditSettings {
    apps = apps.stream().filter(app -> !app.clientId().isBlank()).toList();
    if (!apps.isEmpty() && !user.matches("[\\w-]{3,20}")) {
      throw new IllegalArgumentException(
          "hub.reddit.user is "
              + (user.isEmpty() ? "missing" : "no account name")
              + ": give the Reddit account that answers for hub.reddit.apps; Reddit asks for it in"
              + " the user agent");
    }
  }
}
