package io.fedquorum.worker.training.trainer;

import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.worker.training.TrainingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Says what this process computes with. */
final class Profiles {
  /** The native builds that ND4J publishes for its CPU backend. */
  private static final List<String> BUILDS =
      List.of(
          "linux-x86_64",
          "linux-x86_64-avx2",
          "linux-x86_64-avx512",
          "linux-x86_64-onednn",
          "linux-x86_64-onednn-avx2",
          "linux-x86_64-onednn-avx512",
          "linux-arm64",
          "macosx-x86_64",
          "macosx-arm64",
          "windows-x86_64");

  private Profiles() {}

  /** The profile of this process; runs the canary. */
  static NumericProfile here() {
    Map<String, String> environment = System.getenv();
    return new NumericProfile(
        "dl4j-" + version("org.deeplearning4j", "deeplearning4j-nn"),
        nativeBuild(),
        "openblas-%s-%s"
            .formatted(
                version("org.bytedeco", "openblas").replaceFirst("-.*", ""),
                environment.getOrDefault("OPENBLAS_CORETYPE", "auto")),
        Integer.parseInt(environment.getOrDefault("OMP_NUM_THREADS", "0")),
        Canary.run());
  }

  private static String nativeBuild() {
    List<String> present =
        BUILDS.stream()
            .filter(build -> resource("org/nd4j/linalg/cpu/nativecpu/bindings/" + build) != null)
            .toList();
    if (present.size() != 1) {
      throw new TrainingException(
          "the class path must have one native build of ND4J, it has " + present);
    }
    return present.get(0);
  }

  private static String version(String group, String artifact) {
    String path = "META-INF/maven/" + group + "/" + artifact + "/pom.properties";
    Properties properties = new Properties();
    try (InputStream in = Profiles.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new TrainingException("the class path has no " + path);
      }
      properties.load(in);
    } catch (IOException e) {
      throw new TrainingException(path + " cannot be read", e);
    }
    return properties.getProperty("version");
  }

  private static Object resource(String path) {
    return Profiles.class.getClassLoader().getResource(path + "/");
  }
}
