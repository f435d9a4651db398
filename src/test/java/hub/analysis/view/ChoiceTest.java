package hub.analysis.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.UriComponentsBuilder;

class ChoiceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?tier=strong&community=freelance&hide=well_served&hide=regulated",
        "?marked=not-useful&least=60&sort=would-pay",
        "?w-authors=0&w-threads=1&w-recent=2&w-growth=1&w-pain=3&w-would-pay=3&w-doable=2&w-room=4",
      })
  void isSharedByItsAddress(String query) {
    assertThat(read(query).getQuery()).isEqualTo(query);
  }

  @Test
  void leavesOutWhatMakesNoSense() {
    Choice choice = read("?tier=huge&least=-5&sort=luck&marked=green&w-pain=9&hide=rain");

    assertThat(choice).isEqualTo(read(""));
    assertThat(choice.getFilters()).isZero();
    assertThat(read("?least=900").least()).isEqualTo(100);
  }

  @Test
  void putsNothingButACommunityIntoTheAddress() {
    assertThat(read("?community=a%26tier%3Dstrong%22%3E").getQuery())
        .isEqualTo("?community=a%26tier%3Dstrong%22%3E");
  }

  private static Choice read(String query) {
    var parameters = UriComponentsBuilder.fromUriString("/a" + query).build(true).getQueryParams();
    var decoded = new org.springframework.util.LinkedMultiValueMap<String, String>();
    parameters.forEach(
        (name, values) ->
            values.forEach(
                value ->
                    decoded.add(
                        name,
                        java.net.URLDecoder.decode(
                            value, java.nio.charset.StandardCharsets.UTF_8))));
    return Choice.of(decoded);
  }
}
