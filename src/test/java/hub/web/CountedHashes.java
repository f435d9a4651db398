package hub.web;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** As production's, but cheap; counts how often a password was compared with a hash. */
final class CountedHashes implements PasswordEncoder {
  final AtomicInteger compared = new AtomicInteger();

  private final PasswordEncoder bcrypt =
      new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(4)));

  @Override
  public @Nullable String encode(@Nullable CharSequence password) {
    return bcrypt.encode(password);
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
    compared.incrementAndGet();
    return bcrypt.matches(password, hash);
  }
}
