package hub.integration.child;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.log.LogComponent;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.impl.engine.DefaultFactoryFinderResolver;
import org.apache.camel.language.constant.ConstantLanguage;
import org.apache.camel.language.header.HeaderLanguage;
import org.apache.camel.language.property.ExchangePropertyLanguage;
import org.apache.camel.language.tokenizer.TokenizeLanguage;
import org.apache.camel.language.variable.VariableLanguage;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatResolver;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.FactoryFinderResolver;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.SimpleRegistry;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One flow in a Camel of its own, in which every name that a flow can give is looked up in a list
 * of ours: components, languages, functions, data formats, classes, resources, placeholders and
 * addresses. The check of the text refuses all of this before; here it is refused whatever the
 * check overlooked. All is set before the context is first used: Simple is resolved in its
 * constructor, so it comes by the registry.
 */
final class FlowContext implements AutoCloseable {
  private final Begin begin;
  private final Secrets secrets;
  private final Trace trace;
  private final Addresses addresses;
  private final DefaultCamelContext camel;
  private final ProducerTemplate template;

  FlowContext(Begin begin, Begin.Code code, Hub hub) throws Exception {
    this.begin = begin;
    this.secrets = new Secrets(begin.secrets());
    this.trace = new Trace(hub, secrets);
    this.addresses = new Addresses(Set.copyOf(begin.hosts()));
    SimpleRegistry registry = new SimpleRegistry();
    GuardedSimple simple = new GuardedSimple();
    registry.bind("simple", simple);
    registry.bind("file", simple);
    this.camel = new DefaultCamelContext(registry);
    simple.setCamelContext(camel);
    guard();
    try {
      camel.start();
      PluginHelper.getRoutesLoader(camel)
          .loadRoutes(ResourceHelper.fromString(code.name() + ".camel.yaml", code.yaml()));
    } catch (Exception e) {
      camel.stop();
      throw e;
    }
    this.template = camel.createProducerTemplate();
  }

  private void guard() {
    ExtendedCamelContext extension = camel.getCamelContextExtension();
    camel.disableJMX();
    camel.setAutowiredEnabled(false);
    camel.setLoadTypeConverters(false);
    camel.setStreamCaching(true);
    camel.setSourceLocationEnabled(true);
    camel.getShutdownStrategy().setTimeout(5);
    camel.getShutdownStrategy().setSuppressLoggingOnTimeout(true);
    PropertiesComponent properties = (PropertiesComponent) camel.getPropertiesComponent();
    properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
    properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
    properties.setPropertiesParser(new Placeholders(begin.properties()));
    extension.addContextPlugin(FactoryFinderResolver.class, new OwnFactories());
    extension.addContextPlugin(LanguageResolver.class, FlowContext::language);
    Map<String, Supplier<Component>> components = components();
    extension.addContextPlugin(
        ComponentResolver.class, (name, context) -> component(components, name));
    extension.addContextPlugin(DataFormatResolver.class, FlowContext::dataFormat);
    extension.addContextPlugin(ResourceLoader.class, new NoResources());
    camel.setClassResolver(new AllowedClasses());
    extension.addInterceptStrategy(new Steps(begin.trial(), trace));
    // A failure is told to the hub, which tries again; nothing here logs a message.
    extension.setErrorHandlerFactory(new NoErrorHandlerDefinition());
  }

  private static Component component(Map<String, Supplier<Component>> components, String name) {
    Supplier<Component> found = components.get(name);
    if (found == null) {
      throw new Refused("Flows may not use the component " + name);
    }
    return found.get();
  }

  /** Each is made when a flow first names it: most flows need one, and their classes take time. */
  private Map<String, Supplier<Component>> components() {
    Map<String, Supplier<Component>> components = new HashMap<>();
    components.put("direct", () -> new Doors(begin, trace));
    components.put("log", LogComponent::new);
    components.put("sign", () -> new SignComponent(secrets, begin.trial(), Clock.systemUTC()));
    gate(components, "http", () -> new Ways.Web("http"), this::web);
    gate(components, "https", () -> new Ways.Web("https"), this::web);
    gate(components, "smtp", () -> mail("smtp"), MailComponent::new);
    gate(components, "smtps", () -> mail("smtps"), MailComponent::new);
    gate(components, "kafka", () -> new Ways.Kafka(addresses), KafkaComponent::new);
    gate(components, "file", this::files, FileComponent::new);
    gate(
        components,
        "jdbc",
        () -> new Asking(camel, begin.views().names()),
        () -> Asking.component(begin.views().access()));
    return components;
  }

  private Component web() {
    HttpComponent http = new HttpComponent();
    http.setClientConnectionManager(
        PoolingHttpClientConnectionManagerBuilder.create().setDnsResolver(addresses).build());
    return http;
  }

  private Way mail(String scheme) {
    return new Ways.Mail(scheme, new GuardedSockets(addresses));
  }

  private Way files() {
    return new Ways.Files(Path.of(begin.folder()).toAbsolutePath().normalize());
  }

  /** In a trial there is nothing behind the gate. */
  private void gate(
      Map<String, Supplier<Component>> components,
      String scheme,
      Supplier<Way> way,
      Supplier<Component> real) {
    components.put(
        scheme,
        () -> {
          Component behind = begin.trial() ? null : real.get();
          if (behind != null) {
            behind.setCamelContext(camel);
          }
          return new Gate(way.get(), behind, secrets, trace);
        });
  }

  private static Language language(String name, CamelContext context) {
    return switch (name) {
      case "bean" -> new KeysLanguage();
      case "constant" -> new ConstantLanguage();
      case "header" -> new HeaderLanguage();
      case "exchangeProperty" -> new ExchangePropertyLanguage();
      case "variable" -> new VariableLanguage();
      case "tokenize" -> new TokenizeLanguage();
      default -> throw new NoSuchLanguageException(name);
    };
  }

  private static @Nullable DataFormat dataFormat(String name, CamelContext context) {
    return name.equals("jackson") ? new JacksonDataFormat() : null;
  }

  /**
   * Gives a message to the flow and waits for its end.
   *
   * @return why it failed, without secrets; null if it did not
   */
  @Nullable String run(Task task) {
    Exchange exchange = template.send(task.from(), ExchangePattern.InOut, each -> fill(each, task));
    Exception failure = exchange.getException();
    if (failure == null) {
      return null;
    }
    return secrets.mask(
        begin.trial()
            ? Failures.inFull(failure)
            : Failures.withoutText(
                failure,
                Objects.requireNonNullElse(exchange.getProperty(Steps.FAILED, String.class), "")));
  }

  private static void fill(Exchange exchange, Task task) {
    exchange.getMessage().setBody(Bodies.read(task.body(), task.json()));
    task.headers()
        .forEach(
            (name, value) -> {
              if (!Outwards.isSteering(name)) {
                exchange.getMessage().setHeader(name, value);
              }
            });
    task.variables().forEach(exchange::setVariable);
  }

  @Override
  public void close() {
    camel.stop();
  }

  /** Camel's own parts are found by Camel's own resolver, not by the one that flows are given. */
  private static final class OwnFactories implements FactoryFinderResolver {
    private final DefaultFactoryFinderResolver real = new DefaultFactoryFinderResolver();
    private final ClassResolver own = new DefaultClassResolver();

    @Override
    public FactoryFinder resolveFactoryFinder(ClassResolver resolver, String path) {
      return real.resolveFactoryFinder(own, path);
    }

    @Override
    public FactoryFinder resolveBootstrapFactoryFinder(ClassResolver resolver, String path) {
      return real.resolveBootstrapFactoryFinder(own, path);
    }
  }
}
