#pragma once
#include <md4c.h>

/// Tables, strikethrough, task lists and bare addresses; HTML is text.
///
/// A constant of its own, since Swift does not see macros made of macros.
static const unsigned cmd4c_dialect = MD_DIALECT_GITHUB | MD_FLAG_NOHTML;
