package hub.vectors;

import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
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
 * @param questionTime how long a search waits for its question's vector, where a model is asked
 *     that is paid for, before it compares words alone
 * @param searchBudget what a workspace's searches may be charged for that in a month, in US dollars
 * @param themesBudget what naming its themes may be charged in a month, in US dollars
 */
@Validated
@ConfigurationProperties("hub.vectors")
public record VectorSettings(
    @NotNull @DefaultValue("./data/vectors") Path folder,
    @NotNull @DefaultValue("2s") Duration embedEvery,
    @DefaultValue("64") int batch,
    @NotNull @DefaultValue("10m") Duration tidyEvery,
    @NotNull @DefaultValue("5m") Duration themesEvery,
    @NotNull @DefaultValue("3s") Duration questionTime,
    @NotNull @DefaultValue("1") BigDecimal searchBudget,
    @NotNull @DefaultValue("1") BigDecimal themesBudget) {

  public VectorSettings {
    folder = folder.toAbsolutePath().normalize();
    if (batch < 1) {
      throw new IllegalArgumentException("hub.vectors.batch is " + batch + ", expected 1 or more");
    }
  }
}
