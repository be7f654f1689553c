package io.datachannel.dbt.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Upper bounds on the parts of a class. */
final class HaveAtMost {
  private HaveAtMost() {}

  static ArchCondition<JavaClass> methods(int most) {
    return new ArchCondition<>("have at most " + most + " methods to implement") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        long count = type.getMethods().stream()
            .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT)).count();
        events.add(new SimpleConditionEvent(type, count <= most, type.getName() + " has " + count + " methods"));
      }
    };
  }

  static ArchCondition<JavaClass> constructorParameters(int most) {
    return new ArchCondition<>("have constructors of at most " + most + " parameters") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getConstructors().forEach(constructor -> {
          int count = constructor.getRawParameterTypes().size();
          events.add(new SimpleConditionEvent(type, count <= most, constructor.getFullName() + " takes " + count));
        });
      }
    };
  }
}
