package io.fedquorum.worker.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsTest {
  private static final DigitsSize SMALL = new DigitsSize(300, 50);

  @TempDir private Path cache;

  @Test
  void shouldGiveTheSameBytesOnEveryMachine() {
    Dataset digits = Digits.dataset(DigitsSize.DEFAULT, cache);

    assertThat(digits.ref())
        .isEqualTo(
            new DatasetRef(
                "digits",
                12_000,
                2_000,
                new Digest("0207c41f03f61b67a222ea6a3329edb4441127ec5b4c968c9d10d477b8b478c5")));
  }

  @Test
  void shouldHoldEveryClassInSquareImages() {
    Dataset digits = Digits.dataset(SMALL, cache);

    IdxFile images = DatasetFile.TRAIN_IMAGES.read(digits.directory());
    IdxFile labels = DatasetFile.TRAIN_LABELS.read(digits.directory());
    assertThat(images.count()).isEqualTo(300);
    assertThat(images.rows()).isEqualTo(28);
    assertThat(images.columns()).isEqualTo(28);
    assertThat(labels.values()).contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void shouldKeepAnIntactCopyAndReplaceADamagedOne() throws IOException {
    // given
    Dataset digits = Digits.dataset(SMALL, cache);
    Path images = digits.directory().resolve(DatasetFile.TEST_IMAGES.fileName());
    byte[] intact = Files.readAllBytes(images);
    byte[] damaged = intact.clone();
    damaged[500] ^= 1;
    Files.write(images, damaged);

    // when
    Dataset again = Digits.dataset(SMALL, cache);

    // then
    assertThat(again).isEqualTo(digits);
    assertThat(Files.readAllBytes(images)).isEqualTo(intact);
  }

  @Test
  void shouldMakeTheFirstImagesADatasetOfTheirOwn() {
    Dataset digits = Digits.dataset(SMALL, cache);

    Dataset first = Datasets.first(digits, 100, cache);

    assertThat(first.ref().name()).isEqualTo("digits-first-100");
    assertThat(first.ref().train()).isEqualTo(100);
    assertThat(first.ref().test()).isEqualTo(50);
    assertThat(first.ref().sha256()).isNotEqualTo(digits.ref().sha256());
    assertThat(DatasetFile.TRAIN_IMAGES.read(first.directory()).values())
        .isEqualTo(
            Arrays.copyOf(DatasetFile.TRAIN_IMAGES.read(digits.directory()).values(), 100 * 784));
  }

  @Test
  void shouldRefuseToCutMoreImagesThanThereAre() {
    Dataset digits = Digits.dataset(SMALL, cache);

    assertThatThrownBy(() -> Datasets.first(digits, 301, cache))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("training images '301' must be 1 to 300");
  }
}
