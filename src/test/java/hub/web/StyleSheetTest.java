package hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What browsers and proxies may keep of the style sheet. */
class StyleSheetTest {
  private final StyleSheet sheet = new StyleSheet();

  @Test
  void isKeptForGoodUnderItsOwnVersion() {
    assertThat(sheet.all(sheet.version()).getHeaders().getCacheControl())
        .contains("immutable", "public");
  }

  @Test
  void isNotKeptUnderAnothersVersion() {
    assertThat(sheet.all("of-another-process").getHeaders().getCacheControl())
        .isEqualTo("no-store");
  }
}
