package hub.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a log-in lasts.
 *
 * @param idle how long a browser may stay silent before it must log in again
 * @param longest how long a log-in lasts, however busy
 * @param secure whether cookies are for TLS alone even where a request does not look like it
 */
@ConfigurationProperties("hub.web.sessions")
public record SessionSettings(
    @DefaultValue("12h") Duration idle,
    @DefaultValue("7d") Duration longest,
    @DefaultValue("false") boolean secure) {}
