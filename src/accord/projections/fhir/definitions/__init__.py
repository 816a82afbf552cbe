"""What each type of FHIR R4 holds, one file a type, and how it is read.

A line says an element: its name, its types, the codes that it may hold where the standard binds it to them, and how
often it stands: nothing for none or one, `1` for one, `*` for any number, `+` for one or more. `value[x]` is a choice:
its name ends with the name of the type. Two spaces more: an element of the element above. `#item`: as the element of
this name, within the same type. Elements that every type has (id, extension; meta, contained … of resources) are not
repeated. Source of all of it: HL7 FHIR R4, hl7.org/fhir/R4, the page of each type.
"""
