package hub.sources;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How collected texts are kept.
 *
 * @param expiresAfter how long words are kept after the source last confirmed them
 * @param sweepEvery how often overdue words are erased for good; they are not shown in between
 *     either
 * @param recheckEvery how often texts whose time is half over are asked for at their source
 * @param cleanUpAfter how long the bytes of erased words may stay in the database's files; 0 leaves
 *     them to PostgreSQL
 * @param largestUpload the largest saved thread or listing that is read
 */
@Validated
@ConfigurationProperties("hub.sources")
public record SourceSettings(
    @NotNull @DefaultValue("48h") Duration expiresAfter,
    @NotNull @DefaultValue("5m") Duration sweepEvery,
    @NotNull @DefaultValue("10m") Duration recheckEvery,
    @NotNull @DefaultValue("24h") Duration cleanUpAfter,
    @NotNull @DefaultValue("20MB") DataSize largestUpload) {

  public SourceSettings {
    if (!expiresAfter.isPositive()) {
      throw new IllegalArgumentException(
          "hub.sources.expires-after is "
              + expiresAfter
              + ", expected more than 0, for instance 48h");
    }
  }
}
