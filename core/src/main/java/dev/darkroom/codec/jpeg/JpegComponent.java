// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

/**
 * One of the planes of a picture.
 *
 * @param id the number by which scans name it
 * @param horizontal how many blocks stand side by side in a unit of the picture: the sampling factor
 * @param vertical how many stand one above the other
 * @param quantisation which table its coefficients were divided by
 */
public record JpegComponent(int id, int horizontal, int vertical, int quantisation) {}
