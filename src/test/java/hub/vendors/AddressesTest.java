package hub.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, https://api.openai.com/v1",
    "https://api.openai.com/v1/, https://api.openai.com/v1",
    "' https://API.OpenAI.com/v1// ', https://api.openai.com/v1",
    "https://llm.example.org:8443, https://llm.example.org:8443",
    "http://localhost:11434/v1, http://localhost:11434/v1",
    "http://127.0.0.1:8000/v1, http://127.0.0.1:8000/v1",
    "http://192.168.1.20:8000/v1, http://192.168.1.20:8000/v1",
    "http://10.0.0.7/v1, http://10.0.0.7/v1",
    "http://[::1]:8080/v1, http://[::1]:8080/v1",
    "http://[fd00::7]/v1, http://[fd00::7]/v1"
  })
  void keepsWhatAModelCanAnswerAtWithoutItsLastSlash(String entered, String kept) {
    assertThat(Addresses.checked("address", entered)).isEqualTo(kept);
  }

  @ParameterizedTest
  @DisplayName(
      "H4 An address that no model answers at is refused in every form, IPv6 and mapped too")
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest",
        "https://169.254.169.254/latest",
        "https://[::ffff:169.254.169.254]/",
        "https://[fe80::1]/",
        "https://0.0.0.0/",
        "https://[::]/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "http://2130706433/",
        "https://2852039166/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://127.1/",
        "https://0251.0376.0251.0376/"
      })
  void refusesAddressesThatNoModelAnswersAt(String address) {
    assertThatThrownBy(() -> Addresses.checked("address", address))
        .isInstanceOf(EntryRefused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.openai.com/v1",
        "http://8.8.8.8/v1",
        "http://[2001:db8::1]/v1",
        "http://localhost.example.org/v1"
      })
  void sendsNoKeyInTheClearToAHostThatIsNotOnesOwn(String address) {
    assertThatThrownBy(() -> Addresses.checked("address", address))
        .isInstanceOf(EntryRefused.class)
        .hasMessageContaining("https://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "api.openai.com",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@example.org/v1",
        "https://example.org/v1?x=1",
        "https://example.org/v1#x",
        "https://exa mple.org/",
        "https://example.org/v1\r\nX-Other: 1",
        "https://example.org:0/",
        "https://example.org:70000/",
        "https://-example.org/",
        "https://example_.org/"
      })
  void refusesWhatIsNoAddressAndSaysWhatWouldBe(String address) {
    assertThatThrownBy(() -> Addresses.checked("address", address))
        .isInstanceOfSatisfying(
            EntryRefused.class, refused -> assertThat(refused.field()).isEqualTo("address"))
        .hasMessageMatching("(?s).*(Give|give|Begin with|Leave out) .*")
        .satisfies(
            refused ->
                assertThat(String.valueOf(refused.getMessage())).doesNotContain("user:secret"));
  }

  @Test
  void refusesAKeyThatCouldAddAHeader() {
    for (String key : new String[] {"sk-a\r\nX-Other: 1", "sk a", "sk-ä", "sk\u0000", "", "   "}) {
      assertThatThrownBy(() -> Entries.key("key", key))
          .isInstanceOf(EntryRefused.class)
          .satisfies(
              refused ->
                  assertThat(String.valueOf(refused.getMessage())).doesNotContain("X-Other"));
    }
    assertThat(Entries.key("key", " sk-abc\n")).isEqualTo("sk-abc");
  }
}
