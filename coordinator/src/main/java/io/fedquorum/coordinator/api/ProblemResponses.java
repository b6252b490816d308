package io.fedquorum.coordinator.api;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says in the OpenAPI document what every refusal looks like, so that no resource has to. */
public class ProblemResponses implements OASFilter {
  @Override
  public Operation filterOperation(Operation operation) {
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, answer) -> {
              if (status.startsWith("4") || status.startsWith("5")) {
                describe(answer);
              }
            });
    return operation;
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Schema problem =
        OASFactory.createSchema()
            .addType(Schema.SchemaType.OBJECT)
            .description("Problem details (RFC 9457)")
            .addProperty("type", type(Schema.SchemaType.STRING))
            .addProperty("title", type(Schema.SchemaType.STRING))
            .addProperty("status", type(Schema.SchemaType.INTEGER))
            .addProperty("detail", type(Schema.SchemaType.STRING));
    document.getComponents().addSchema("Problem", problem);
  }

  private static Schema type(Schema.SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }

  private static void describe(APIResponse answer) {
    Schema problem = OASFactory.createSchema().ref("#/components/schemas/Problem");
    answer.setContent(
        OASFactory.createContent()
            .addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType().schema(problem)));
  }
}
