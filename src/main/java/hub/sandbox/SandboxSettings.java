package hub.sandbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The sandbox's settings.
 *
 * @param url a sandbox that runs as a process of its own; empty starts one inside the hub when
 *     needed
 * @param secret that process's secret; for one inside the hub empty takes a random one
 * @param seed the same seed gives the same posts and answers
 * @param latency waited before each answer
 * @param rateLimited whether the sandbox's Reddit limits each client to 100 requests a minute
 * @param size exact counts of posts and comments for each topic; null takes the catalogue's
 * @param stripeFile where its Stripe keeps what it knows; empty forgets it at its end
 */
@ConfigurationProperties("hub.sandbox")
public record SandboxSettings(
    @DefaultValue("") String url,
    @DefaultValue("") String secret,
    @DefaultValue("1") long seed,
    @DefaultValue("0ms") Duration latency,
    @DefaultValue("false") boolean rateLimited,
    SandboxOptions.@Nullable Size size,
    @DefaultValue("") String stripeFile) {}
