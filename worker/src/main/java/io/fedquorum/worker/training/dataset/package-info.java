/** Image datasets as four IDX files with a digest: MNIST, or generated digits named as such. */
package io.fedquorum.worker.training.dataset;
