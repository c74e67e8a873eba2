#pragma once

#include <string>
#include <vector>

#include "engine/autogenerate.hpp"
#include "engine/model_files.hpp"
#include "engine/models.hpp"
#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"
#include "schema/filter.hpp"

namespace migrate::commands {

/// Which part of a database is compared, by the configuration.
schema::Filter filter_of(const config::Config& config);

/// Error{invalid_config} when no models are configured.
void require_models(const config::Config& config);

/// The files of the configured models. Errors: invalid_config for one that is not there.
std::vector<engine::ModelFile> find_configured_models(const config::Config& config);

/// The configured models. Errors: those of require_models and engine::Models.
engine::Models configured_models(const config::Config& config, cli::Context& context);

/// The same for any files, folders and patterns.
engine::Models models_at(
    const std::vector<engine::ModelPath>& paths,
    const config::Config& config,
    cli::Context& context);

/// What is compared, and what becomes of names that may be new ones. On a terminal the user is
/// asked. Errors: usage for options that contradict each other.
engine::ComparisonRequest comparison_request(
    const config::Config& config, const cli::RenameOptions& options, cli::Context& context);

/// The differences as reports show them.
std::vector<output::ChangeEntry> entries(const std::vector<autogenerate::Change>& changes);

/// What nobody has decided. `command`: what to type with the options that decide.
output::QuestionReport question_report(
    const engine::Comparison& comparison, const std::string& command);

/// What either side has that is not compared: the names, in order.
std::vector<std::string> unmanaged(const engine::Comparison& comparison);

/// The same of one side.
std::vector<std::string> unmanaged(const schema::MetaData& metadata);

/// Says which texts could only be compared as they are written, which new names were taken for
/// granted, and what is not compared at all.
void log_remarks(const engine::Comparison& comparison, cli::Context& context);

/// Names what is there and this tool knows nothing of.
void log_unmanaged(const std::vector<std::string>& names, cli::Context& context);

}  // namespace migrate::commands
