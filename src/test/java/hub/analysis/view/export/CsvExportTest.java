package hub.analysis.view.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvExportTest {
  private static final List<String> SIGNS =
      List.of("=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "＝", "＋", "－", "＠");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "=HYPERLINK(\"http://example.org/?\"&A1,\"open\")",
        "+1",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "  =1+1",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "\u00a0=1+1",
        "\u200b=1+1",
        "\ufeff=1+1",
        "\u0000=1+1",
        "＝1+1",
        "fine\n=1+1",
        "fine;=1+1;",
        "\";=1+1;\"",
        "\"\",=1+1"
      })
  @DisplayName("S8 A formula in a person's words is text in a spreadsheet")
  void makesFormulasInert(String hostile) throws IOException {
    ResultsDocument document = Documents.of(hostile);

    for (String file : List.of(OpportunitiesCsv.of(document), QuotesCsv.of(document))) {
      for (char separator : new char[] {',', ';', '\t'}) {
        assertThat(cells(file, separator)).allSatisfy(CsvExportTest::isNoFormula);
      }
      assertThat(cutAtSeparators(file)).allSatisfy(CsvExportTest::isNoFormula);
    }
  }

  /** A negative number is a number. */
  private static void isNoFormula(String cell) {
    String seen = cell.replaceAll("^[\\s\\p{Z}\\p{C}]+", "");
    if (!seen.matches("-\\d+(\\.\\d+)?")) {
      assertThat(SIGNS).noneMatch(seen::startsWith);
    }
  }

  @Test
  void keepsNumbersAndWordsThatHarmNobody() throws IOException {
    ResultsDocument document = Documents.of("Sixty days, “a hyphen” – and 5 > 3 = true");

    List<CSVRecord> rows = records(OpportunitiesCsv.of(document), ',');

    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst().get("title")).isEqualTo("Sixty days, “a hyphen” – and 5 > 3 = true");
    assertThat(rows.getFirst().get("authors")).isEqualTo("-12");
    assertThat(rows.getFirst().get("charged_usd")).isEqualTo("0.1184");
    assertThat(rows.getFirst().get("kind")).isEqualTo("opportunity");
    assertThat(rows.getLast().get("kind")).isEqualTo("candidate");
    assertThat(rows.getLast().get("score")).isEmpty();
  }

  @Test
  void saysInEveryRowWhatIsInventedOrPartial() throws IOException {
    ResultsDocument document = Documents.of("plain");

    for (String file : List.of(OpportunitiesCsv.of(document), QuotesCsv.of(document))) {
      assertThat(records(file, ','))
          .allSatisfy(
              row -> {
                assertThat(row.get("mode")).isEqualTo("sandbox");
                assertThat(row.get("complete")).isEqualTo("no");
              });
    }
  }

  @Test
  void givesEachQuoteItsPlace() throws IOException {
    List<CSVRecord> rows = records(QuotesCsv.of(Documents.of("plain")), ',');

    assertThat(rows).hasSize(3);
    assertThat(rows.getFirst().toMap())
        .containsEntry("words", "plain")
        .containsEntry("author", "plain")
        .containsEntry("text_id", "6")
        .containsEntry("starts", "10")
        .containsEntry("ends", "20");
    assertThat(rows.get(1).get("words")).as("expired").isEmpty();
    assertThat(rows.get(2).get("speaks_against")).isEqualTo("Regulated");
  }

  private static List<CSVRecord> records(String file, char separator) throws IOException {
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .setDelimiter(separator)
        .setLenientEof(true)
        .setTrailingData(true)
        .setAllowMissingColumnNames(true)
        .setDuplicateHeaderMode(org.apache.commons.csv.DuplicateHeaderMode.ALLOW_ALL)
        .get()
        .parse(new java.io.StringReader(file.substring(1)))
        .getRecords();
  }

  private static List<String> cells(String file, char separator) throws IOException {
    return records(file, separator).stream()
        .flatMap(CSVRecord::stream)
        .filter(Objects::nonNull)
        .toList();
  }

  /** As a program cuts that knows of no quotes. */
  private static List<String> cutAtSeparators(String file) {
    return List.of(file.substring(1).split("[;\\t\\r\\n]+"));
  }
}
