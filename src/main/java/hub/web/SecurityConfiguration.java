package hub.web;

import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.FormLoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may open what: everything needs a log-in but the log-in itself, styles, scripts and health.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  /** Nothing inline and nothing foreign, so that text from a forum cannot become a program. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src"
          + " 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

  /** Files in the jar. */
  private static final String[] FILES = {
    "/css/**", "/js/**", "/img/**", "/webjars/**", "/favicon.ico", "/favicon.svg"
  };

  private static final String[] OPEN = {
    "/log-in",
    "/log-in/link",
    "/invitation",
    "/error",
    // Let in by its signature alone.
    "/webhooks/stripe",
    "/api/openapi",
    "/api/openapi.yaml"
  };

  /** What shows the work and the money of all workspaces, whichever room a page of it lives in. */
  private static final String[] WHOLE_INSTALLATION = {"/operations", "/operations/**"};

  @Bean
  SecurityFilterChain pages(
      HttpSecurity http, LogInAttempts attempts, SessionContexts sessions, FormTokens formTokens)
      throws Exception {
    ToLogIn toLogIn = new ToLogIn();
    return http.authorizeHttpRequests(
            who ->
                who.requestMatchers(FILES)
                    .permitAll()
                    .requestMatchers(OPEN)
                    .permitAll()
                    .requestMatchers(EndpointRequest.to("health"))
                    .permitAll()
                    .requestMatchers(EndpointRequest.toAnyEndpoint())
                    .hasRole("ADMINISTRATOR")
                    .requestMatchers(WHOLE_INSTALLATION)
                    .hasRole("ADMINISTRATOR")
                    .requestMatchers(
                        "/settings/people",
                        "/settings/people/**",
                        "/settings/audit",
                        "/settings/audit.csv")
                    .hasAnyRole("OWNER", "ADMINISTRATOR")
                    .anyRequest()
                    .authenticated())
        .formLogin(form -> logIn(form, attempts))
        .logout(logout -> logout.logoutUrl("/log-out").logoutSuccessUrl("/log-in?out"))
        .exceptionHandling(
            trouble ->
                trouble.authenticationEntryPoint(toLogIn).accessDeniedHandler(new Refused(toLogIn)))
        .securityContext(context -> context.securityContextRepository(sessions))
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .addFilterBefore(new LogInGate(attempts), UsernamePasswordAuthenticationFilter.class)
        .addFilterAfter(ownWorkspace(), AuthorizationFilter.class)
        .headers(SecurityConfiguration::headers)
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(formTokens).ignoringRequestMatchers("/webhooks/stripe"))
        .build();
  }

  private static OwnWorkspace ownWorkspace() {
    PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
    return new OwnWorkspace(
        new NegatedRequestMatcher(new OrRequestMatcher(matchers(paths, FILES))),
        new OrRequestMatcher(
            EndpointRequest.toAnyEndpoint(),
            new OrRequestMatcher(matchers(paths, WHOLE_INSTALLATION))));
  }

  private static RequestMatcher[] matchers(
      PathPatternRequestMatcher.Builder paths, String... patterns) {
    return Stream.of(patterns).map(paths::matcher).toArray(RequestMatcher[]::new);
  }

  private static void logIn(FormLoginConfigurer<HttpSecurity> form, LogInAttempts attempts) {
    LogInOutcome outcome = new LogInOutcome(attempts);
    form.loginPage("/log-in")
        .loginProcessingUrl("/log-in")
        .usernameParameter("email")
        .passwordParameter("password")
        .successHandler(outcome)
        .failureHandler(outcome);
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
  }

  /** Each of a request's filters would be timed apart, which nobody reads. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(12)));
  }
}
