package io.fedquorum.worker.training.dataset;

import io.fedquorum.worker.training.numeric.SplitMix64;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The generated stand-in for MNIST: hand-drawn-like digits of 28×28 pixels, the same bytes on every
 * machine. Each image is a glyph with its points moved, then scaled, sheared, rotated and shifted,
 * drawn with a random pen, crossed by a stray stroke now and then, and covered with noise. All of
 * it comes from one {@link SplitMix64}; the arithmetic is IEEE 754 double and {@link StrictMath}.
 */
final class Digits {
  static final int SIDE = 28;

  private static final String NAME = "digits";
  private static final String GENERATION = "digits-1";
  private static final long TRAIN_SEED = 0x5eed_d161_7500_0001L;
  private static final long TEST_SEED = 0x5eed_d161_7500_0002L;

  /** Glyph units to pixels: a glyph of 140 units is 20 pixels high before scaling. */
  private static final double UNIT = 20.0 / 140.0;

  private final SplitMix64 random;

  private Digits(long seed) {
    random = new SplitMix64(seed);
  }

  /** The dataset of these sizes below the cache directory; made at first use. */
  static Dataset dataset(DigitsSize size, Path cache) {
    Path directory = cache.resolve("%s-%d-%d".formatted(GENERATION, size.train(), size.test()));
    return new OwnDataset(NAME, "generated").in(directory, () -> files(size));
  }

  private static Map<DatasetFile, IdxFile> files(DigitsSize size) {
    Map<DatasetFile, IdxFile> files = new EnumMap<>(DatasetFile.class);
    new Digits(TRAIN_SEED)
        .draw(size.train(), files, DatasetFile.TRAIN_IMAGES, DatasetFile.TRAIN_LABELS);
    new Digits(TEST_SEED)
        .draw(size.test(), files, DatasetFile.TEST_IMAGES, DatasetFile.TEST_LABELS);
    return files;
  }

  private void draw(
      int count, Map<DatasetFile, IdxFile> files, DatasetFile images, DatasetFile labels) {
    byte[] pixels = new byte[count * SIDE * SIDE];
    byte[] classes = new byte[count];
    for (int i = 0; i < count; i++) {
      int digit = random.nextInt(IdxFile.CLASSES);
      classes[i] = (byte) digit;
      Canvas canvas = draw(digit);
      canvas.copyTo(pixels, i * SIDE * SIDE);
    }
    files.put(images, new IdxFile(count, SIDE, SIDE, pixels));
    files.put(labels, new IdxFile(count, 1, 1, classes));
  }

  private Canvas draw(int digit) {
    List<Glyphs.Glyph> ways = Glyphs.of(digit);
    Glyphs.Glyph glyph = ways.get(random.nextInt(ways.size()));
    double[] affine = affine();
    double pen = between(0.7, 1.5);
    double ink = between(150, 255);
    Canvas canvas = new Canvas(SIDE);
    for (double[][] stroke : glyph.strokes()) {
      double[] before = null;
      for (double[] point : stroke) {
        double[] at = place(point, affine);
        if (before != null) {
          canvas.line(before, at, pen, ink);
        }
        before = at;
      }
    }
    if (random.nextInt(3) == 0) {
      stray(canvas);
    }
    noise(canvas);
    return canvas;
  }

  /** Scale, shear, rotation and shift: x' = a·x + b·y + c, y' = d·x + e·y + f. */
  private double[] affine() {
    double scaleX = UNIT * between(0.75, 1.2);
    double scaleY = UNIT * between(0.8, 1.15);
    double shear = between(-0.35, 0.35);
    double angle = between(-0.26, 0.26);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double middle = (SIDE - 1) / 2.0;
    return new double[] {
      cos * scaleX,
      (cos * shear - sin) * scaleY,
      middle + between(-2.5, 2.5),
      sin * scaleX,
      (sin * shear + cos) * scaleY,
      middle + between(-2.5, 2.5)
    };
  }

  private double[] place(double[] point, double[] affine) {
    double x = point[0] - 50 + between(-4, 4);
    double y = point[1] - 70 + between(-4, 4);
    return new double[] {
      affine[0] * x + affine[1] * y + affine[2], affine[3] * x + affine[4] * y + affine[5]
    };
  }

  private void stray(Canvas canvas) {
    double[] from = {between(2, 26), between(2, 26)};
    double[] to = {from[0] + between(-8, 8), from[1] + between(-8, 8)};
    canvas.line(from, to, between(0.5, 1.0), between(100, 200));
  }

  private void noise(Canvas canvas) {
    int grains = random.nextInt(60);
    for (int i = 0; i < grains; i++) {
      canvas.add(random.nextInt(SIDE), random.nextInt(SIDE), random.nextInt(161) - 80);
    }
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextUnit();
  }
}
