package hub.imports;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How archives' dumps are taken in.
 *
 * @param folder where a dump waits until it is read; with several hubs, a folder that all share
 * @param inbox where people drop dumps
 * @param inboxKeeps how long texts of a dump from the inbox are kept
 * @param inboxReason why longer than {@code hub.sources.expires-after}; needed then
 * @param largestUpload the largest file that a browser may send
 * @param largestLine a longer line counts as broken
 * @param largestOutput what a file may unpack to
 * @param mostExpansion how many times its size a file may unpack to, looked at from 64 MB on
 * @param rows texts a transaction, at most
 * @param atOnce how many imports are read side by side, all processes together
 * @param listedLines how many broken lines an import lists; all are counted
 * @param postsPerAnalysis how many of an import's posts an analysis reads, those nearest to its
 *     topic
 */
@Validated
@ConfigurationProperties("hub.imports")
public record ImportSettings(
    @NotNull @DefaultValue("./data/imports") Path folder,
    @NotNull @DefaultValue("./data/inbox") Path inbox,
    @NotNull @DefaultValue("48h") Duration inboxKeeps,
    @NotNull @DefaultValue("") String inboxReason,
    @NotNull @DefaultValue("20GB") DataSize largestUpload,
    @NotNull @DefaultValue("8MB") DataSize largestLine,
    @NotNull @DefaultValue("500GB") DataSize largestOutput,
    @DefaultValue("400") int mostExpansion,
    @DefaultValue("4000") int rows,
    @DefaultValue("1") int atOnce,
    @DefaultValue("1000") int listedLines,
    @DefaultValue("1000") int postsPerAnalysis) {

  public ImportSettings {
    folder = folder.toAbsolutePath().normalize();
    inbox = inbox.toAbsolutePath().normalize();
    positive("inbox-keeps", inboxKeeps.toSeconds());
    positive("largest-line", largestLine.toBytes());
    positive("most-expansion", mostExpansion);
    positive("rows", rows);
    positive("at-once", atOnce);
  }

  private static void positive(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("hub.imports." + key + " must be more than 0");
    }
  }
}
