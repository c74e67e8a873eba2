#include "dialect/postgresql/scratch.hpp"

#include "dialect/postgresql/given_scratch.hpp"
#include "dialect/postgresql/own_scratch.hpp"
#include "dialect/postgresql/scratch_session.hpp"

namespace migrate::dialect::postgresql {

std::unique_ptr<Scratch> open_scratch(db::Connection& live, const ScratchRequest& request) {
  const LiveSettings settings = settings_of(live);
  if (request.given) return open_given_scratch(request, settings);
  if (settings.is_standby) throw no_scratch("the server is a standby, where nothing can be made");
  if (request.live.text.empty())
    throw no_scratch("the connection was opened by the program, which alone knows how");
  return open_own_scratch(request, settings);
}

}  // namespace migrate::dialect::postgresql
