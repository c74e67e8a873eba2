/* A licence.
 */
// more

// ---
// revision: 1e5
// down_revision: ~
// # note
//
// message:
// ---
#include <x>
