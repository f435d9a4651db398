package hub.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A table as comma-separated values (RFC 4180), UTF-8 with the mark by which spreadsheets know it.
 * Numbers stay numbers; every text is made inert.
 */
public final class CsvTable {
  private static final char UTF_8_MARK = '\ufeff';

  /** What writes itself as a number. */
  public interface Figure {}

  private final StringBuilder text = new StringBuilder().append(UTF_8_MARK);
  private final CSVPrinter printer;

  /** A table with this first row. */
  public CsvTable(List<String> columns) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader(columns.toArray(String[]::new))
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .get();
    try {
      printer = new CSVPrinter(text, format);
    } catch (IOException impossible) {
      throw new UncheckedIOException("A text in memory takes every line", impossible);
    }
  }

  /** One row; null is an empty cell. */
  public void add(@Nullable Object... cells) {
    try {
      printer.printRecord(Arrays.stream(cells).map(CsvTable::cell));
    } catch (IOException impossible) {
      throw new UncheckedIOException("A text in memory takes every line", impossible);
    }
  }

  private static @Nullable Object cell(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case BigDecimal number -> number.toPlainString();
      case Number number -> number;
      case Figure figure -> figure;
      default -> InertCell.of(value.toString());
    };
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** The table as the answer to a browser, which keeps it as a file of this name. */
  public ResponseEntity<byte[]> asFile(String name) {
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .body(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
