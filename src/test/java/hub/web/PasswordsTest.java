package hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** What can be a password. */
@SpringBootTest(classes = WebRoom.class)
class PasswordsTest {
  @Autowired Passwords passwords;
  @Autowired TestDatabase database;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passwordpassword",
        "123456789012",
        "qwertyuiop12",
        "Password1234!",
        "aaaaaaaaaaaaaaaa",
        "mira@example.org",
        "miraokafor2026",
        "letmeinletmein",
      })
  void refusesWhatGuessersTryFirst(String password) {
    assertThat(trouble(password)).as(password).contains("guessers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a long enough one",
        "seven grey herons wait",
        "Xk7#vQ2!mZ9p",
        "кошка любит молоко",
        "horse staple battery correct river"
      })
  void takesWhatTheyDoNot(String password) {
    assertThat(trouble(password)).isNull();
  }

  @Test
  void refusesShortAndVeryLongOnes() {
    assertThat(trouble("Xk7#vQ2!mZ9")).contains("12 characters");
    assertThat(trouble("Xk7#vQ2!".repeat(10))).contains("72 bytes");
  }

  @Test
  void judgesTheLongestInAMoment() {
    String longest = "p4ssw0rd-Qwerty-1987-".repeat(4).substring(0, 72);
    trouble(longest);
    long start = System.nanoTime();

    trouble(longest);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  private String trouble(String password) {
    return passwords.troubleWith(password, "mira@example.org", "Mira Okafor");
  }
}
