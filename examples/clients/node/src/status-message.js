// grpc-js undoes the percent-encoding of a status message with decodeURI, which leaves these as they came.
const LEFT_ENCODED = /%(?:3B|2F|3F|3A|40|26|3D|2B|24|2C|23)/gi;

/** A gRPC status message as people read it. */
export function readable(details) {
  return details.replace(LEFT_ENCODED, decodeURIComponent);
}
