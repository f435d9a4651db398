package hub.web;

import java.util.Map;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.FormLoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/**
 * Who may open what: everything needs a log-in but the log-in itself, styles, scripts and health.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {
  /** Nothing inline and nothing foreign, so that text from a forum cannot become a program. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src"
          + " 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

  private static final String[] OPEN = {
    "/log-in",
    "/log-in/link",
    "/error",
    "/css/**",
    "/js/**",
    "/img/**",
    "/webjars/**",
    "/favicon.ico",
    "/favicon.svg",
    "/api/openapi",
    "/api/openapi.yaml"
  };

  @Bean
  SecurityFilterChain pages(HttpSecurity http, LogInAttempts attempts) throws Exception {
    ToLogIn toLogIn = new ToLogIn();
    return http.authorizeHttpRequests(
            who ->
                who.requestMatchers(OPEN)
                    .permitAll()
                    .requestMatchers(EndpointRequest.to("health"))
                    .permitAll()
                    .requestMatchers(EndpointRequest.toAnyEndpoint())
                    .hasRole("ADMINISTRATOR")
                    .anyRequest()
                    .authenticated())
        .formLogin(form -> logIn(form, attempts))
        .logout(logout -> logout.logoutUrl("/log-out").logoutSuccessUrl("/log-in?out"))
        .exceptionHandling(
            trouble ->
                trouble.authenticationEntryPoint(toLogIn).accessDeniedHandler(new Refused(toLogIn)))
        .requestCache(cache -> cache.requestCache(pagesOnly()))
        .addFilterBefore(new LogInGate(attempts), UsernamePasswordAuthenticationFilter.class)
        .headers(SecurityConfiguration::headers)
        .csrf(Customizer.withDefaults())
        .build();
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

  /**
   * After the log-in a person goes on where they wanted to be, unless that was a fragment or a
   * stream.
   */
  private static org.springframework.security.web.savedrequest.HttpSessionRequestCache pagesOnly() {
    var cache = new org.springframework.security.web.savedrequest.HttpSessionRequestCache();
    cache.setRequestMatcher(
        request -> request.getMethod().equals("GET") && ToLogIn.wantsPage(request));
    return cache;
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(12)));
  }

  @Bean
  SecurityContextRepository sessions() {
    return new HttpSessionSecurityContextRepository();
  }

  /** Tells the rooms when a session ends, so that its streams end with it. */
  @Bean
  HttpSessionEventPublisher sessionEvents() {
    return new HttpSessionEventPublisher();
  }
}
