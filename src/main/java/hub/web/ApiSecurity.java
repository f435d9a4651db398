package hub.web;

import hub.web.ApiToken.Scope;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;

/**
 * Who may use the API: programs with a token, and nobody by a session, so that no page can make a
 * browser use it and no form token is needed.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
  private static final String ALL = "/api/v1/**";

  @Bean
  @Order(1)
  SecurityFilterChain api(
      HttpSecurity http,
      ApiTokens tokens,
      Accounts accounts,
      ApiRefusals refusals,
      Format fmt,
      Clock clock)
      throws Exception {
    return http.securityMatcher(ALL)
        .authorizeHttpRequests(
            who ->
                who.requestMatchers(HttpMethod.GET, ALL)
                    .hasAuthority(Scope.READ.authority())
                    .requestMatchers(HttpMethod.POST, "/api/v1/estimates")
                    .hasAuthority(Scope.READ.authority())
                    .anyRequest()
                    .hasAuthority(Scope.RUN.authority()))
        .addFilterBefore(
            new BearerTokens(tokens, accounts, refusals, fmt, clock), AuthorizationFilter.class)
        .addFilterAfter(
            new OwnWorkspace(AnyRequestMatcher.INSTANCE, request -> false),
            AuthorizationFilter.class)
        .exceptionHandling(trouble -> trouble.accessDeniedHandler(refusals))
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .anonymous(AbstractHttpConfigurer::disable)
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .build();
  }

  /**
   * Metrics, for a monitoring system with an administrator's token; people come by their session.
   */
  @Bean
  @Order(2)
  SecurityFilterChain metrics(
      HttpSecurity http,
      ApiTokens tokens,
      Accounts accounts,
      ApiRefusals refusals,
      Format fmt,
      Clock clock)
      throws Exception {
    return http.securityMatcher(
            new AndRequestMatcher(
                EndpointRequest.to("prometheus"), new RequestHeaderRequestMatcher("Authorization")))
        .authorizeHttpRequests(who -> who.anyRequest().access(ApiSecurity::isAdministrators))
        .addFilterBefore(
            new BearerTokens(tokens, accounts, refusals, fmt, clock), AuthorizationFilter.class)
        .exceptionHandling(trouble -> trouble.accessDeniedHandler(refusals))
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .anonymous(AbstractHttpConfigurer::disable)
        .csrf(AbstractHttpConfigurer::disable)
        .build();
  }

  private static AuthorizationDecision isAdministrators(
      Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext request) {
    return new AuthorizationDecision(
        who.get() instanceof TokenAuthentication token
            && token.getPrincipal().user().administrator()
            && AuthorityUtils.authorityListToSet(token.getAuthorities())
                .contains(Scope.READ.authority()));
  }
}
