package hub.web;

import java.io.Serial;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A program that acts for a person, within its token's scopes. */
public final class TokenAuthentication extends AbstractAuthenticationToken {
  @Serial private static final long serialVersionUID = 1;

  private final Account account;
  private final UUID tokenId;

  TokenAuthentication(Account account, ApiToken token) {
    super(AuthorityUtils.createAuthorityList(token.authorities()));
    this.account = account;
    this.tokenId = token.id();
    setAuthenticated(true);
  }

  /** The token it came with. */
  public UUID tokenId() {
    return tokenId;
  }

  @Override
  public Account getPrincipal() {
    return account;
  }

  /** The token itself is not kept. */
  @Override
  public @Nullable Object getCredentials() {
    return null;
  }
}
