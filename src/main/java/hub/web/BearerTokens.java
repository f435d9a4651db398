package hub.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a program in by the token in its {@code Authorization} header; a token in an address is not
 * looked at, since addresses are written to logs.
 */
class BearerTokens extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final ApiTokens tokens;
  private final Accounts accounts;
  private final ApiRefusals refusals;
  private final Format fmt;
  private final Clock clock;

  BearerTokens(ApiTokens tokens, Accounts accounts, ApiRefusals refusals, Format fmt, Clock clock) {
    this.tokens = tokens;
    this.accounts = accounts;
    this.refusals = refusals;
    this.fmt = fmt;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      refusals.unauthorized(
          request, response, "The request has no Authorization header with a Bearer token.");
      return;
    }
    Optional<ApiToken> token = tokens.find(header.substring(SCHEME.length()).strip());
    String trouble = troubleWith(token.orElse(null));
    Optional<Account> account = token.flatMap(known -> accounts.byId(known.userId()));
    if (trouble != null || account.isEmpty()) {
      refusals.unauthorized(request, response, trouble == null ? "Nobody owns it." : trouble);
      return;
    }
    tokens.used(token.get());
    account.get().eraseCredentials();
    let(new TokenAuthentication(account.get(), token.get()), request, response, chain);
  }

  private @Nullable String troubleWith(@Nullable ApiToken token) {
    if (token == null) {
      return "The token is not known.";
    }
    return switch (token.state(clock.instant())) {
      case "revoked" -> "The token was revoked.";
      case "expired" -> "The token expired on " + fmt.date(token.expiresAt()) + ".";
      default -> null;
    };
  }

  private static void let(
      TokenAuthentication who,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(who);
    SecurityContextHolder.setContext(context);
    try {
      chain.doFilter(request, response);
    } finally {
      SecurityContextHolder.clearContext();
    }
  }
}
