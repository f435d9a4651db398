package hub.analysis.view.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

  @Test
  void namesTopicModeAndDay() {
    assertThat(FileName.of(Documents.of("Invoicing für Übersetzer"), "quotes.csv"))
        .isEqualTo("sluice-invoicing-fur-ubersetzer-sandbox-partial-2026-11-23-quotes.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "CON",
        "a\"; filename=\"b.exe",
        "line\r\nSet-Cookie: a=b",
        "\u202egpj.exe",
        "日本語"
      })
  void holdsNothingThatAFolderOrAHeaderCouldMistake(String topic) {
    assertThat(FileName.of(Documents.of(topic), "results.md"))
        .matches("sluice-[a-z0-9-]+-results\\.md");
  }

  @Test
  void cutsALongTopic() {
    assertThat(FileName.of(Documents.of("long ".repeat(60)), "results.md")).hasSizeLessThan(120);
  }

  @Test
  void writesDollarsInFull() {
    assertThat(Dollars.of(new BigDecimal("1E-7"))).hasToString("0.0000001");
    assertThat(Dollars.of(new BigDecimal("2"))).hasToString("2.00");
    assertThat(Dollars.of(new BigDecimal("1E+3"))).hasToString("1000.00");
    assertThat(Dollars.of(new BigDecimal("1.28740000"))).hasToString("1.2874");
  }
}
