package hub.analysis.view.export;

import java.text.Normalizer;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * A file's name of letters, digits and hyphens alone, whatever the topic is called: {@code
 * sluice-invoicing-for-translators-sandbox-2026-11-23-quotes.csv}.
 */
final class FileName {
  private static final int LONGEST_TOPIC = 60;

  private FileName() {}

  static String of(ResultsDocument document, String end) {
    String topic = plain(document.topic());
    String date = document.startedAt().atZone(ZoneOffset.UTC).toLocalDate().toString();
    return "sluice"
        + (topic.isEmpty() ? "" : "-" + topic)
        + (document.mode().equals("live") ? "" : "-" + document.mode())
        + (document.complete() ? "" : "-partial")
        + "-"
        + date
        + "-"
        + end;
  }

  private static String plain(String topic) {
    String ascii =
        Normalizer.normalize(topic, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^a-z0-9]+", "-");
    String cut = ascii.substring(0, Math.min(LONGEST_TOPIC, ascii.length()));
    return cut.replaceAll("^-+|-+$", "");
  }
}
