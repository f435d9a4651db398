package browser;

import hub.web.CurrentUser;
import hub.web.Format;
import hub.web.UiStates;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.MethodParameter;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The pages on fixtures, without log-in or database: {@code mvn test-compile exec}, or a test that
 * starts it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration(
    classes = {
      org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration.class,
      org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration.class,
      org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration
          .class,
      org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration.class,
      org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration.class,
      org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration.class,
      org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration.class,
      org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration.class,
      org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration.class,
      org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration
          .class,
      org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration.class
    })
@ConfigurationPropertiesScan(basePackageClasses = Format.class)
@ComponentScan("hub.analysis.view")
@ComponentScan(
    basePackages = "hub.web",
    useDefaultFilters = false,
    includeFilters =
        @ComponentScan.Filter(
            type = FilterType.REGEX,
            pattern =
                "hub\\.web\\.(Format|Layout|StyleSheet|Fragments|Streams|StreamController|PeopleStates)"))
@ComponentScan(
    basePackages = "hub.settings",
    useDefaultFilters = false,
    includeFilters =
        @ComponentScan.Filter(type = FilterType.REGEX, pattern = "hub\\.settings\\.SettingsStates"))
@ComponentScan(
    basePackages = "hub.imports",
    useDefaultFilters = false,
    includeFilters =
        @ComponentScan.Filter(type = FilterType.REGEX, pattern = "hub\\.imports\\.ImportStates"))
@ComponentScan(
    basePackages = "hub.integration.view",
    useDefaultFilters = false,
    includeFilters =
        @ComponentScan.Filter(
            type = FilterType.REGEX,
            pattern = "hub\\.integration\\.view\\.(FlowStates|FlowsPlace)"))
class PagesPreview {
  static final CurrentUser MIRA =
      new CurrentUser(
          Samples.id(7),
          Samples.id(8),
          "Mira Okafor",
          "mira@example.org",
          CurrentUser.Role.OWNER,
          true);

  /** As production sends it; a test holds the two together. */
  static final String POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src"
          + " 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

  public static void main(String[] args) {
    start(args.length > 0 ? Integer.parseInt(args[0]) : 8090);
  }

  static ConfigurableApplicationContext start(int port) {
    var app = new SpringApplication(PagesPreview.class);
    return app.run(
        "--server.port=" + port,
        "--spring.main.banner-mode=off",
        "--spring.thymeleaf.cache=false",
        "--spring.web.resources.cache.cachecontrol.max-age=0s");
  }

  @Bean
  Fixture fixture() {
    return new Fixture();
  }

  @Bean
  SettingsSamples settingsSamples() {
    return new SettingsSamples();
  }

  @Bean
  SearchSettingsSamples searchSettingsSamples() {
    return new SearchSettingsSamples();
  }

  @Bean
  OtherPages otherPages() {
    return new OtherPages();
  }

  @Bean
  SettingsPages settingsPages(ObjectProvider<UiStates> states) {
    return new SettingsPages(states);
  }

  @Bean
  FlowPages flowPages(ObjectProvider<UiStates> states) {
    return new FlowPages(states);
  }

  @Bean
  DetailsSamples details() {
    return new DetailsSamples();
  }

  @Bean
  KeptMarks marks() {
    return new KeptMarks();
  }

  @Bean
  Clock clock() {
    return Clock.fixed(Instant.parse("2026-11-23T14:02:31Z"), ZoneOffset.UTC);
  }

  @Bean
  WebConfiguration webConfiguration() {
    return new WebConfiguration();
  }

  @Bean
  Advice advice() {
    return new Advice();
  }

  /** What production's advice adds. */
  @ControllerAdvice
  static class Advice {
    @ModelAttribute
    void layout(Model model) {
      model.addAttribute("currentUser", MIRA);
      model.addAttribute("workspaceName", "Kestrel Lab");
      model.addAttribute("sandboxedVendors", List.of("Reddit", "OpenAI"));
    }
  }

  /** The policy of production, and somebody who is logged in. */
  static class WebConfiguration
      implements WebMvcConfigurer, HandlerMethodArgumentResolver, HandlerInterceptor {
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
      resolvers.add(this);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
      registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(
        jakarta.servlet.http.HttpServletRequest request,
        jakarta.servlet.http.HttpServletResponse response,
        Object handler) {
      response.setHeader("Content-Security-Policy", POLICY);
      return true;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType().equals(CurrentUser.class);
    }

    @Override
    public CurrentUser resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer model,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binders) {
      return MIRA;
    }
  }
}
