package browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyTest {

  @Test
  void isTheOneOfProduction() throws ReflectiveOperationException {
    var field =
        Class.forName("hub.web.SecurityConfiguration").getDeclaredField("CONTENT_SECURITY_POLICY");
    field.setAccessible(true);

    assertThat(PagesPreview.POLICY).isEqualTo(field.get(null));
  }
}
