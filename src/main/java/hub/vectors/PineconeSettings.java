package hub.vectors;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Pinecone, which a hub may use beside its own index.
 *
 * @param apiKey its key; empty means that the local index answers alone
 * @param sandbox whether, without a key, the sandbox plays Pinecone
 * @param baseUrl where its control plane is
 * @param cloud where indexes are made
 * @param region of that cloud
 * @param prefix what the names of the two indexes begin with
 * @param timeLimit how long a search waits for it before the local index answers
 * @param relayEvery how often new vectors are sent
 * @param checkEvery how often what it holds is compared with what it should hold
 * @param mostUnits read and write units that a workspace may use in a month; then the local index
 *     answers, and nothing is sent till the month ends; 0 means no limit
 */
@Validated
@ConfigurationProperties("hub.pinecone")
public record PineconeSettings(
    @DefaultValue("") String apiKey,
    @DefaultValue("false") boolean sandbox,
    @DefaultValue("https://api.pinecone.io") String baseUrl,
    @DefaultValue("aws") String cloud,
    @DefaultValue("us-east-1") String region,
    @DefaultValue("sluice") String prefix,
    @NotNull @DefaultValue("500ms") Duration timeLimit,
    @NotNull @DefaultValue("2s") Duration relayEvery,
    @NotNull @DefaultValue("1h") Duration checkEvery,
    @DefaultValue("0") long mostUnits) {

  /** Without the key. */
  @Override
  public String toString() {
    return "PineconeSettings[" + baseUrl + ", " + prefix + "]";
  }
}
