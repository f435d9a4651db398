package hub.integration.run;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How flows are served.
 *
 * @param folder where files are looked for that are flows; empty for none
 * @param followEvery how often this process looks what others published, and into the folder
 * @param provenAfter how long a version is watched before it counts as healthy
 * @param longestDrain how long a consumer that is to be exchanged may still be at its messages
 */
@Validated
@ConfigurationProperties("hub.flows")
public record FlowSettings(
    @DefaultValue("") String folder,
    @NotNull @DefaultValue("1s") Duration followEvery,
    @NotNull @DefaultValue("1m") Duration provenAfter,
    @NotNull @DefaultValue("1m") Duration longestDrain) {}
