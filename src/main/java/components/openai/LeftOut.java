package components.openai;

import java.util.Collection;
import java.util.Set;

/**
 * What Camel's own {@code openai:} offers and this component does not. Naming any of it fails at
 * once, so that no route runs with an option that does nothing.
 */
final class LeftOut {

  static final Set<String> OPERATIONS =
      Set.of(
          "responses",
          "tool-execution",
          "audio-transcription",
          "audio-translation",
          "audio-speech");

  static final Set<String> OPTIONS =
      Set.of(
          // tools and MCP servers
          "autoToolExecution",
          "hallucinatedToolNameStrategy",
          "maxAgenticTokens",
          "maxToolIterations",
          "mcpProtocolVersions",
          "mcpReconnect",
          "mcpServer",
          "mcpTimeout",
          "mcpToolRefresh",
          "parallelToolExecution",
          "parallelToolTimeout",
          "toolExecutionErrorStrategy",
          // the Responses API
          "builtinTools",
          "fileSearchVectorStoreIds",
          "hostedMcpTools",
          "previousResponseId",
          // audio
          "audioLanguage",
          "audioModel",
          "audioPrompt",
          "audioResponseFormat",
          "audioTemperature",
          "audioTimestampGranularities",
          "speechInstructions",
          "speechModel",
          "speechResponseFormat",
          "speechSpeed",
          "speechVoice",
          // keys by OAuth, and TLS in single options: sslContextParameters does the same
          "oauthProfile",
          "sslEndpointAlgorithm",
          "sslKeymanagerAlgorithm",
          "sslKeyPassword",
          "sslKeystoreLocation",
          "sslKeystorePassword",
          "sslKeystoreType",
          "sslProtocol",
          "sslTrustmanagerAlgorithm",
          "sslTruststoreLocation",
          "sslTruststorePassword",
          "sslTruststoreType");

  private LeftOut() {}

  static void refuseOperation(String operation) {
    if (OPERATIONS.contains(operation)) {
      throw new IllegalArgumentException(
          "openai:"
              + operation
              + " is an operation of camel-openai that this component leaves out");
    }
  }

  /**
   * Refuses the first of these options that is left out; {@code mcpServer.x.url} counts as {@code
   * mcpServer}.
   */
  static void refuseOptions(Collection<String> names) {
    for (String name : names) {
      int dot = name.indexOf('.');
      String option = dot < 0 ? name : name.substring(0, dot);
      if (OPTIONS.contains(option)) {
        throw new IllegalArgumentException(
            "option "
                + option
                + " of openai: belongs to camel-openai; this component leaves it out");
      }
    }
  }
}
