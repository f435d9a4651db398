package hub.web;

import java.io.Serial;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * A user as Spring Security knows it; its password's hash is forgotten once it has been compared.
 */
public final class Account implements UserDetails, CredentialsContainer {
  @Serial private static final long serialVersionUID = 1;

  private final CurrentUser user;
  private transient @Nullable String passwordHash;

  /** An account whose password, if it has one, is known by its hash. */
  public Account(CurrentUser user, @Nullable String passwordHash) {
    this.user = user;
    this.passwordHash = passwordHash;
  }

  /** Who this account belongs to. */
  public CurrentUser user() {
    return user;
  }

  /**
   * {@code ROLE_OWNER} and the like, and {@code ROLE_ADMINISTRATOR} for whoever runs the
   * installation.
   */
  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    String role = "ROLE_" + user.role().name();
    return AuthorityUtils.createAuthorityList(
        user.administrator() ? List.of(role, "ROLE_ADMINISTRATOR") : List.of(role));
  }

  @Override
  public @Nullable String getPassword() {
    return passwordHash;
  }

  @Override
  public String getUsername() {
    return user.email();
  }

  @Override
  public void eraseCredentials() {
    passwordHash = null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Account account && account.user.id().equals(user.id());
  }

  @Override
  public int hashCode() {
    return user.id().hashCode();
  }
}
