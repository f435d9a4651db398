package components.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Customer;
import com.stripe.model.CustomerCollection;
import com.stripe.model.Subscription;
import hub.Contracts;
import hub.sandbox.SandboxOptions;
import hub.sandbox.SandboxServer;
import hub.sandbox.stripe.StripeApi;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The component has what Camel's own has, and does what its headers say. */
class StripeComponentTest {
  SandboxServer sandbox;
  DefaultCamelContext camel;
  ProducerTemplate template;

  @BeforeEach
  void start() {
    SandboxOptions options = SandboxOptions.standard(1);
    sandbox = SandboxServer.start(options, List.of(new StripeApi(options, null)));
    camel = new DefaultCamelContext();
    StripeComponent component = new StripeComponent();
    component.setApiBase(sandbox.url() + "/stripe");
    component.setApiKey(sandbox.secrets().stripeKey());
    camel.addComponent("stripe", component);
    camel.start();
    template = camel.createProducerTemplate();
  }

  @AfterEach
  void stop() {
    camel.stop();
    sandbox.close();
  }

  @Test
  void hasTheOperationsOptionsAndHeadersOfCamelsOwn() throws Exception {
    JsonNode contract =
        new ObjectMapper().readTree(Contracts.dir().resolve("camel/stripe.json").toFile());
    UriEndpoint ours = StripeEndpoint.class.getAnnotation(UriEndpoint.class);

    assertThat(ours.scheme()).isEqualTo(contract.at("/component/scheme").asText());
    assertThat(ours.syntax()).isEqualTo(contract.at("/component/syntax").asText());
    assertThat(ours.producerOnly()).isEqualTo(contract.at("/component/producerOnly").asBoolean());
    List<String> operations = new ArrayList<>();
    contract.at("/properties/operation/enum").forEach(each -> operations.add(each.asText()));
    assertThat(Arrays.stream(StripeOperation.values()).map(Enum::name)).containsAll(operations);
    assertThat(contract.at("/properties/operation/javaType").asText())
        .endsWith("." + StripeOperation.class.getSimpleName());
    assertThat(headers()).containsAllEntriesOf(headersOf(contract));
    assertOptions(contract.path("properties"), "operation");
    assertOptions(contract.path("componentProperties"), "autowiredEnabled");
  }

  private static void assertOptions(JsonNode theirs, String other) throws Exception {
    TreeSet<String> names = new TreeSet<>(List.of("lazyStartProducer", other));
    for (Field field : StripeConfiguration.class.getDeclaredFields()) {
      UriParam says = field.getAnnotation(UriParam.class);
      JsonNode option = theirs.path(field.getName());
      assertThat(field.getType().getName()).isEqualTo(option.path("javaType").asText());
      assertThat(says.secret()).isEqualTo(option.path("secret").asBoolean());
      assertThat(says.label()).isEqualTo(option.path("label").asText());
      assertThat(StripeComponent.class.getDeclaredField(field.getName()).getType())
          .isEqualTo(field.getType());
      names.add(field.getName());
    }
    List<String> all = new ArrayList<>();
    theirs.fieldNames().forEachRemaining(all::add);
    assertThat(names).containsExactlyInAnyOrderElementsOf(all);
  }

  private static Map<String, String> headersOf(JsonNode contract) {
    Map<String, String> headers = new TreeMap<>();
    contract
        .path("headers")
        .properties()
        .forEach(
            header -> {
              String constant = header.getValue().path("constantName").asText();
              headers.put(
                  header.getKey(),
                  constant.substring(constant.indexOf('#') + 1)
                      + " "
                      + header.getValue().path("javaType").asText());
            });
    return headers;
  }

  private static Map<String, String> headers() throws Exception {
    Map<String, String> headers = new TreeMap<>();
    for (Field constant : StripeConstants.class.getFields()) {
      headers.put(
          (String) constant.get(null),
          constant.getName() + " " + constant.getAnnotation(Metadata.class).javaType());
    }
    return headers;
  }

  @Test
  void createsRetrievesUpdatesListsAndCancels() {
    Customer made =
        template.requestBody("stripe:customers", Map.of("name", "Kestrel"), Customer.class);

    Customer renamed =
        template.requestBodyAndHeaders(
            "stripe:customers",
            Map.of("name", "Kestrel Lab"),
            Map.of(
                StripeConstants.METHOD_HEADER, "update", StripeConstants.OBJECT_ID, made.getId()),
            Customer.class);
    CustomerCollection all =
        template.requestBodyAndHeaders(
            "stripe:products",
            null,
            Map.of(
                StripeConstants.METHOD_HEADER,
                "list",
                StripeConstants.OPERATION_HEADER,
                "customers"),
            CustomerCollection.class);

    assertThat(renamed.getName()).isEqualTo("Kestrel Lab");
    assertThat(all.getData()).extracting(Customer::getId).containsExactly(made.getId());
  }

  @Test
  void cancelsASubscriptionAsStripeDoes() {
    assertThatThrownBy(
            () ->
                template.requestBodyAndHeaders(
                    "stripe:subscriptions",
                    null,
                    Map.of(
                        StripeConstants.METHOD_HEADER,
                        "cancel",
                        StripeConstants.OBJECT_ID,
                        "sub_none"),
                    Subscription.class))
        .isInstanceOf(CamelExecutionException.class)
        .cause()
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("No such subscription");
  }

  @Test
  void refusesWhatAnOperationCannot() {
    assertThatThrownBy(
            () ->
                template.requestBodyAndHeader(
                    "stripe:meterEvents", null, StripeConstants.METHOD_HEADER, "list"))
        .cause()
        .hasMessageContaining("stripe:meterEvents cannot list");
    assertThatThrownBy(() -> template.requestBody("stripe:nothing", Map.of()))
        .rootCause()
        .hasMessageContaining("stripe:nothing is no operation");
    assertThatThrownBy(
            () ->
                template.requestBodyAndHeader(
                    "stripe:invoices", null, StripeConstants.METHOD_HEADER, "pay"))
        .cause()
        .hasMessageContaining("needs the header CamelStripeObjectId");
  }

  @Test
  void sendsTheIdempotencyKey() {
    Map<String, Object> lab = Map.of("name", "Lab");
    String first = once(lab);

    assertThat(once(lab)).isEqualTo(first);
  }

  private String once(Map<String, Object> body) {
    return template
        .requestBodyAndHeader(
            "stripe:customers", body, StripeConstants.IDEMPOTENCY_KEY, "key-1", Customer.class)
        .getId();
  }
}
