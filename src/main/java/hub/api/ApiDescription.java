package hub.api;

import hub.analysis.view.export.Dollars;
import hub.analysis.view.export.ResultsDocument;
import hub.web.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the controllers do not say of the API by themselves. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
  private static final String TOKEN = "token";
  private static final List<Class<?>> ANSWERS =
      List.of(
          EstimateAnswer.class,
          StartedAnswer.class,
          AnalysisList.class,
          AnalysisAnswer.class,
          EventPage.class,
          SearchAnswer.class,
          ResultsDocument.class,
          Problem.class);

  static {
    SpringDocUtils.getConfig()
        .replaceWithSchema(
            Dollars.class,
            new StringSchema()
                .description("Exact US dollars as a decimal string.")
                .pattern("^\\d+\\.\\d{2,}$")
                .example("1.2874"));
  }

  @Bean
  OpenAPI describeApi() {
    SecurityScheme token =
        new SecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .description(
                "A token from API tokens in the workspace's menu; it begins with sluice_.");
    return new OpenAPI()
        .info(
            new Info()
                .title("Sluice")
                .version("1")
                .description(
                    "Analyses of public discussions. Money is exact US dollars as decimal strings,"
                        + " times are RFC 3339 in UTC, failures are problems (RFC 9457)."))
        .components(new Components().addSecuritySchemes(TOKEN, token))
        .addSecurityItem(new SecurityRequirement().addList(TOKEN));
  }

  /** Every operation may answer with a problem; what answers hold is there. */
  @Bean
  OpenApiCustomizer describeAnswers() {
    return api -> {
      ModelConverters.getInstance(true)
          .read(Problem.class)
          .forEach(api.getComponents()::addSchemas);
      api.getPaths()
          .values()
          .forEach(path -> path.readOperations().forEach(ApiDescription::addProblem));
      RecordSchemas records = new RecordSchemas(api);
      ANSWERS.forEach(records::complete);
    };
  }

  private static void addProblem(Operation operation) {
    Schema<?> problem = new Schema<>().$ref("#/components/schemas/Problem");
    Content content =
        new Content().addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(problem));
    operation
        .getResponses()
        .addApiResponse(
            "default", new ApiResponse().description("What went wrong.").content(content));
  }
}
