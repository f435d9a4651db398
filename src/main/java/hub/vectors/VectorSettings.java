package hub.vectors;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How stored texts are made findable.
 *
 * @param folder where the local index is kept; one a process, it can be deleted while no hub runs
 * @param embedEvery how often texts without a vector are looked for
 * @param batch how many texts are embedded before their vectors are written
 * @param tidyEvery how often the parts of the local index are joined
 * @param themesEvery how often opportunities are grouped into themes
 */
@Validated
@ConfigurationProperties("hub.vectors")
public record VectorSettings(
    @NotNull @DefaultValue("./data/vectors") Path folder,
    @NotNull @DefaultValue("2s") Duration embedEvery,
    @DefaultValue("64") int batch,
    @NotNull @DefaultValue("10m") Duration tidyEvery,
    @NotNull @DefaultValue("5m") Duration themesEvery) {

  public VectorSettings {
    folder = folder.toAbsolutePath().normalize();
    if (batch < 1) {
      throw new IllegalArgumentException("hub.vectors.batch is " + batch + ", expected 1 or more");
    }
  }
}
